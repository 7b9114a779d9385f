//! Rules about the time.
