//! What every rule's file begins with.

pub(crate) use super::{Context, Finding, Findings, Rule};
pub(crate) use crate::declare_rule;
pub(crate) use crate::diag::Fault;
pub(crate) use crate::model::{Calendar, Plan, Post, PostId};
