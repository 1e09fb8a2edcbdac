"""The second step: codes from an authenticator app, and recovery codes."""
