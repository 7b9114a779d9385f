//! Errors and warnings, at what they are about.

use super::pen::Pen;
use super::words::Words;
use crate::diag::{Diagnostic, Level};

/// Writes findings by sign and word, each with its next step; nothing where there are none. They are in English.
pub(super) fn remarks<'a>(
    pen: &mut Pen,
    words: &Words,
    findings: impl IntoIterator<Item = &'a &'a Diagnostic>,
) {
    let mut findings = findings.into_iter().peekable();
    if findings.peek().is_none() {
        return;
    }
    pen.raw("<ul class=\"warnings\">\n");
    for finding in findings {
        let (class, word) = match finding.level {
            Level::Error => ("error", words.error),
            Level::Warning | Level::Note => ("warning", words.warning),
        };
        pen.raw("<li class=\"");
        pen.raw(class);
        pen.raw("\"><b aria-hidden=\"true\">!</b> <span class=\"hidden\">");
        pen.raw(word);
        pen.raw(": </span><span lang=\"en\">");
        pen.line(&finding.message);
        if let Some(help) = &finding.help {
            pen.raw(" <i>→ ");
            pen.line(help);
            pen.raw("</i>");
        }
        pen.raw("</span></li>\n");
    }
    pen.raw("</ul>\n");
}
