"""The local cloud: runs an application locally from the template that is deployed to AWS."""
