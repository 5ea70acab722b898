"""CloudFormation and SAM: templates, and what deploying one over another does."""
