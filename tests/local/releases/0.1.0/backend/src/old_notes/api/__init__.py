"""The APIs of the models, a Lambda function each."""
