"""The image built, and what compose.yaml says started from it, on a machine that has no registry of images."""
