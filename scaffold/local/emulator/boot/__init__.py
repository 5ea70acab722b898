"""ministack with its gaps closed: runs inside ministack's own environment, never in ours."""
