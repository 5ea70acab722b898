"""The feature spec: its document as written, and the model that everything else reads."""
