"""CloudFormation and SAM: reading templates, and what a deployment of one does."""
