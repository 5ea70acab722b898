"""The model APIs: one Lambda function per model."""
