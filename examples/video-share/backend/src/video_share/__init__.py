"""The backend of video-share."""
