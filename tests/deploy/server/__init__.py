"""The recipe for one small server, followed command by command on a Debian of its own under its own systemd."""
