"""What people send us without an account: started on a form, sent by a link in a mail, answered by staff."""
