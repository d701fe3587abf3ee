"""Records for the tests, published unless a test says otherwise."""
