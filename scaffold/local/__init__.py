"""The local cloud: an application runs on this computer from the template that is deployed."""
