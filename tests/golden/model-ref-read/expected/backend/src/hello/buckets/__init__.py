"""The bucket APIs: one Lambda function per bucket."""
