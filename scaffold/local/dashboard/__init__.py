"""The dashboard of the local cloud: its state, its activity, and actions such as invoke."""
