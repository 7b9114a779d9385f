//! Rules about the mix.
