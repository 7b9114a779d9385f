//! What every rule's file begins with.

pub(crate) use super::{Context, Findings, Rule};
pub(crate) use crate::declare_rule;
pub(crate) use crate::diag::{Fault, count};
