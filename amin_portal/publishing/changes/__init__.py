"""Every change that the public can see, kept in order, so that a copy elsewhere can follow."""
