//! Which request is answered where.

use lsp_server::{ErrorCode, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::actions::actions;
use super::complete::complete;
use super::hints::hints;
use super::hover::hover;
use super::server::refusal;
use super::session::Session;
use super::symbols::symbols;

/// Answers a request of an editor that was greeted.
pub(super) fn answer(session: &mut Session, request: Request) -> Response {
    let Request { id, method, params } = request;
    match method.as_str() {
        "textDocument/codeAction" => with(id, params, |params| actions(session, &params)),
        "textDocument/completion" => with(id, params, |params| complete(session, &params)),
        "textDocument/hover" => with(id, params, |params| hover(session, &params)),
        "textDocument/documentSymbol" => with(id, params, |params| symbols(session, &params)),
        "textDocument/inlayHint" => with(id, params, |params| hints(session, &params)),
        _ => refusal(id, ErrorCode::MethodNotFound, &format!("there is no {method} here")),
    }
}

/// Reads what a request carries, and answers it.
fn with<P: DeserializeOwned, R: Serialize>(
    id: RequestId,
    params: serde_json::Value,
    answer: impl FnOnce(P) -> R,
) -> Response {
    match serde_json::from_value(params) {
        Ok(params) => Response::new_ok(id, answer(params)),
        Err(error) => refusal(id, ErrorCode::InvalidParams, &error.to_string()),
    }
}
