"""What pages say to programs that read them: schema.org in JSON-LD, and Open Graph."""
