"""What is wrong with a library and the machine it runs on, each in a sentence that says what to do."""
