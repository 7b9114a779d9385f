//! Messages on a pair of byte streams: each has a header with its length, and is JSON.
//!
//! What is no message is passed over, and the editor's log says so; the streams go on.

use std::io::{self, BufRead, Read as _, Write};
use std::thread;

use gen_lsp_types::{LogMessageParams, MessageType};
use lsp_server::{Connection, Message, Notification};

use super::{Ended, Setup, run};

/// Longest message that is read, in bytes: 1 GiB, as for a plan.
const LONGEST: usize = 1 << 30;

/// Serves an editor that speaks on these streams, until it goes away.
///
/// # Errors
///
/// That no thread can be started.
pub fn serve(
    input: impl BufRead + Send + 'static,
    output: impl Write + Send + 'static,
    setup: Setup,
) -> io::Result<Ended> {
    let (server, editor) = Connection::memory();
    let (to_server, to_editor) = (editor.sender, server.sender.clone());
    // The reader may wait for a word that never comes, so that nobody waits for it.
    thread::Builder::new().name("reader".to_owned()).spawn(move || {
        let mut input = input;
        loop {
            match read(&mut input) {
                Ok(Some(Frame::Message(message))) => {
                    let is_exit = matches!(&message, Message::Notification(note) if note.method == "exit");
                    if to_server.send(message).is_err() || is_exit {
                        return;
                    }
                }
                Ok(Some(Frame::Garbage(what))) => {
                    let log = LogMessageParams { kind: MessageType::Warning, message: what };
                    let log = Notification::new("window/logMessage".to_owned(), log);
                    if to_editor.send(log.into()).is_err() {
                        return;
                    }
                }
                Ok(None) | Err(_) => return,
            }
        }
    })?;
    let from_server = editor.receiver;
    let writer = thread::Builder::new().name("writer".to_owned()).spawn(move || {
        let mut output = output;
        // An editor that went away reads nothing; that is no failure.
        let _ = from_server.into_iter().try_for_each(|message| message.write(&mut output));
    })?;
    let ended = run(&server, setup);
    drop(server);
    let _ = writer.join();
    Ok(ended)
}

/// What a stream holds next.
#[derive(Debug)]
enum Frame {
    Message(Message),
    /// Something else, and what was done about it.
    Garbage(String),
}

/// Reads the next message; none where the stream ends.
fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length: Option<usize> = None;
    let mut met = false;
    loop {
        let mut line = Vec::new();
        // A header is short; what is longer is none.
        if input.take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            if met {
                break;
            }
            continue;
        }
        met = true;
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.trim().eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok();
        }
    }
    let Some(length) = length.filter(|&length| length <= LONGEST) else {
        return Ok(Some(Frame::Garbage("passed over a message without a length".to_owned())));
    };
    // Room is made for what comes, not for what was promised.
    let mut bytes = Vec::new();
    if input.take(length as u64).read_to_end(&mut bytes)? < length {
        return Ok(None);
    }
    Ok(Some(match serde_json::from_slice(&bytes) {
        Ok(message) => Frame::Message(message),
        Err(error) => Frame::Garbage(format!("passed over what is no message: {error}")),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(bytes: &[u8]) -> Vec<String> {
        let mut input = io::BufReader::new(bytes);
        let mut found = Vec::new();
        while let Ok(Some(frame)) = read(&mut input) {
            found.push(match frame {
                Frame::Message(Message::Notification(note)) => note.method,
                Frame::Message(_) => "other".to_owned(),
                Frame::Garbage(what) => what.split(':').next().unwrap_or_default().to_owned(),
            });
        }
        found
    }

    #[test]
    fn garbage_between_messages_is_passed_over() {
        let note = r#"{"jsonrpc":"2.0","method":"кава"}"#;
        let good = format!("Content-Type: x\r\ncontent-length: {}\r\n\r\n{note}", note.len());
        let bad = "Content-Length: 4\r\n\r\n{]}{".to_owned();
        let endless = format!("Content-Length: {}\r\n\r\n", u64::MAX);
        let all = format!("{good}{bad}{good}\r\n\r\nno header\r\n\r\n{good}{endless}{good}");
        let (no_message, no_length) =
            ("passed over what is no message", "passed over a message without a length");
        assert_eq!(
            frames(all.as_bytes()),
            ["кава", no_message, "кава", no_length, "кава", no_length, "кава"]
        );
        assert_eq!(frames(b"Content-Length: 1000000000\r\n\r\n{"), Vec::<String>::new());
        assert_eq!(frames(&vec![0xff; 1 << 17]), Vec::<String>::new());
    }
}
