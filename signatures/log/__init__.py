"""The public log: a Merkle tree over public events, its signed checkpoints, and proofs of both."""
