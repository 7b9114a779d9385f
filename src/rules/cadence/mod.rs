//! Rules about the cadence.
