"""What is measured, always beside a peer in the same run: absolute times of one machine say little."""
