"""Other engines that answer the same page on the same rows, so that ours is compared with like."""
