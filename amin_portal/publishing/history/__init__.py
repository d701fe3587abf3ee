"""What was changed in the record, by whom and when: read, compared, exported, taken back."""
