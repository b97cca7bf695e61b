"""Where a series is going, with its uncertainty: rising, falling, flat, flattening, or cannot be judged."""
