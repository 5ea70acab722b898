"""The APIs of the buckets, a Lambda function each."""
