//! The order of messages: from `initialize` to `exit`, requests answered one by one, changes taken together.

use std::collections::VecDeque;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};

use super::session::Session;
use super::{Ended, Setup, answers};

/// How far a server has come.
enum Stage {
    /// Waits for `initialize`.
    New,
    /// Serves.
    Open(Box<Session>),
    /// Waits for `exit`.
    Shut,
}

/// Serves an editor until it goes away.
pub(super) fn run(connection: &Connection, setup: Setup) -> Ended {
    let mut stage = Stage::New;
    let mut queue: VecDeque<Message> = VecDeque::new();
    loop {
        // Whoever types on gets findings about the last state, not about each in between.
        queue.extend(connection.receiver.try_iter());
        if let (true, Stage::Open(session)) = (queue.is_empty(), &stage)
            && let Some(patience) = session.patience()
        {
            // A long plan takes its time: whoever types fast is not to wait for each letter.
            queue.extend(connection.receiver.recv_timeout(patience));
        }
        let Some(message) = queue.pop_front() else {
            if let Stage::Open(session) = &mut stage
                && session.publish().into_iter().try_for_each(|note| connection.sender.send(note)).is_err()
            {
                return Ended::Alone;
            }
            match connection.receiver.recv() {
                Ok(message) => queue.push_back(message),
                Err(_) => return ended(&stage),
            }
            continue;
        };
        let answer = match message {
            Message::Notification(note) if note.method == "exit" => return ended(&stage),
            Message::Notification(note) => {
                if let Stage::Open(session) = &mut stage {
                    session.hear(&note.method, note.params);
                }
                None
            }
            Message::Request(request) if is_cancelled(&queue, &request.id) => {
                Some(refusal(request.id, ErrorCode::RequestCanceled, "nobody waits for it"))
            }
            Message::Request(request) => Some(serve(&mut stage, request, setup)),
            Message::Response(_) => None,
        };
        if answer.is_some_and(|answer| connection.sender.send(answer.into()).is_err()) {
            return Ended::Alone;
        }
    }
}

fn ended(stage: &Stage) -> Ended {
    match stage {
        Stage::Shut => Ended::Asked,
        Stage::New | Stage::Open(_) => Ended::Alone,
    }
}

/// Answers a request.
fn serve(stage: &mut Stage, request: Request, setup: Setup) -> Response {
    match (&mut *stage, request.method.as_str()) {
        (Stage::New, "initialize") => {
            let session = Session::new(&request.params, setup);
            let answer = Response::new_ok(request.id, session.introduction());
            *stage = Stage::Open(Box::new(session));
            answer
        }
        (Stage::New, _) => refusal(request.id, ErrorCode::ServerNotInitialized, "`initialize` comes first"),
        (Stage::Shut, _) => refusal(request.id, ErrorCode::InvalidRequest, "the server was shut down"),
        (Stage::Open(_), "initialize") => {
            refusal(request.id, ErrorCode::InvalidRequest, "`initialize` was said already")
        }
        (Stage::Open(_), "shutdown") => {
            *stage = Stage::Shut;
            Response::new_ok(request.id, ())
        }
        (Stage::Open(session), _) => answers::answer(session, request),
    }
}

/// Returns whether the editor took a request back while others were served.
fn is_cancelled(queue: &VecDeque<Message>, id: &RequestId) -> bool {
    let takes_back = |note: &Notification| {
        let named = || serde_json::from_value::<RequestId>(note.params.get("id")?.clone()).ok();
        note.method == "$/cancelRequest" && named().as_ref() == Some(id)
    };
    queue.iter().any(|message| matches!(message, Message::Notification(note) if takes_back(note)))
}

/// Says why a request is not answered.
pub(super) fn refusal(id: RequestId, code: ErrorCode, message: &str) -> Response {
    Response::new_err(id, code as i32, message.to_owned())
}
