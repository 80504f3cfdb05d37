/** Does nothing: a background to be awake or stopped, and no more. */
