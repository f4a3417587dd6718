//! A mail server for tests: speaks SMTP on a free port of this machine and keeps what it is given.
//! Beside it a place for webhooks.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;

/// A letter as it came.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: String,
    /// Head and body, undone: base64 and encoded words are text again.
    pub text: String,
    pub raw: String,
}

/// A mail server.
#[derive(Clone)]
pub struct Mailbox {
    pub port: u16,
    letters: Arc<Mutex<Vec<Letter>>>,
    /// Letters that it still sends away with "try again later".
    busy: Arc<Mutex<usize>>,
}

impl Mailbox {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mailbox = Self { port, letters: Arc::default(), busy: Arc::default() };
        let own = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mailbox = own.clone();
                tokio::spawn(async move { mailbox.speak(stream).await });
            }
        });
        mailbox
    }

    /// Refuses so many letters for now, as a server does that greylists.
    pub async fn be_busy(&self, letters: usize) {
        *self.busy.lock().await = letters;
    }

    /// How many more it will refuse.
    pub async fn still_busy(&self) -> usize {
        *self.busy.lock().await
    }

    /// Waits for a letter to this address that says this.
    pub async fn wait_for(&self, to: &str, words: &str) -> Letter {
        for _ in 0..200 {
            let found = self.all_to(to).await.into_iter().find(|one| one.text.contains(words));
            if let Some(found) = found {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no letter to {to} says {words}: {:#?}", self.letters.lock().await);
    }

    pub async fn all_to(&self, to: &str) -> Vec<Letter> {
        self.letters.lock().await.iter().filter(|letter| letter.to == to).cloned().collect()
    }

    /// RFC 5321, as far as a portal needs it.
    async fn speak(&self, stream: TcpStream) {
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading).lines();
        writing.write_all(b"220 mailbox.test ESMTP\r\n").await.unwrap();
        let mut to = String::new();
        while let Ok(Some(line)) = lines.next_line().await {
            let verb = line.split([' ', ':']).next().unwrap().to_uppercase();
            let answer = match verb.as_str() {
                "EHLO" => "250-mailbox.test\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
                "HELO" | "MAIL" | "RSET" | "NOOP" => "250 ok\r\n",
                "RCPT" if line.contains("nobody@") => "550 5.1.1 no such mailbox\r\n",
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap().to_owned();
                    let mut busy = self.busy.lock().await;
                    if *busy > 0 {
                        *busy -= 1;
                        "451 4.7.1 try again later\r\n"
                    } else {
                        "250 ok\r\n"
                    }
                }
                "DATA" => {
                    writing.write_all(b"354 go on\r\n").await.unwrap();
                    let mut raw = String::new();
                    while let Ok(Some(line)) = lines.next_line().await {
                        if line == "." {
                            break;
                        }
                        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                        raw.push('\n');
                    }
                    let text = undone(&raw);
                    self.letters.lock().await.push(Letter { to: to.clone(), text, raw });
                    "250 kept\r\n"
                }
                "QUIT" => {
                    let _ = writing.write_all(b"221 bye\r\n").await;
                    return;
                }
                _ => "502 not here\r\n",
            };
            if writing.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

/// Subject and body as somebody reads them.
fn undone(raw: &str) -> String {
    let (head, body) = raw.split_once("\n\n").unwrap_or((raw, ""));
    let unfolded = head.replace("\n ", " ").replace("?= =?", "?==?");
    let mut text = String::new();
    for line in unfolded.lines() {
        let mut line = line.to_owned();
        while let Some((before, rest)) = line.split_once("=?utf-8?b?") {
            let (encoded, after) = rest.split_once("?=").unwrap();
            line = format!("{before}{}{after}", base64(encoded));
        }
        text.push_str(&line);
        text.push('\n');
    }
    let encoded = unfolded.to_lowercase().contains("content-transfer-encoding: base64");
    let body = if encoded { base64(&body.replace('\n', "")) } else { body.to_owned() };
    format!("{text}\n{}", body.replace('\r', ""))
}

fn base64(encoded: &str) -> String {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::STANDARD.decode(encoded.trim()).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What was posted to a webhook: its signature and its body.
#[derive(Clone, Debug)]
pub struct Posted {
    pub signature: String,
    pub authorization: String,
    pub body: String,
}

/// A place that webhooks are posted to.
#[derive(Clone)]
pub struct Hook {
    pub port: u16,
    posted: Arc<Mutex<Vec<Posted>>>,
    answers: Arc<Mutex<Vec<u16>>>,
}

impl Hook {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let hook = Self { port, posted: Arc::default(), answers: Arc::default() };
        let own = hook.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let hook = own.clone();
                tokio::spawn(async move { hook.answer(stream).await });
            }
        });
        hook
    }

    /// Answers the next posts with these states, then with 200.
    pub async fn answer_next(&self, states: &[u16]) {
        self.answers.lock().await.extend(states.iter().rev());
    }

    pub async fn all(&self) -> Vec<Posted> {
        self.posted.lock().await.clone()
    }

    /// Waits for a post that says this.
    pub async fn wait_for(&self, words: &str) -> Posted {
        for _ in 0..200 {
            let found = self.all().await.into_iter().find(|one| one.body.contains(words));
            if let Some(found) = found {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("nothing posted says {words}: {:#?}", self.all().await);
    }

    async fn answer(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let (mut length, mut signature, mut authorization) = (0, String::new(), String::new());
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(": ") {
                match name.to_lowercase().as_str() {
                    "content-length" => length = value.parse().unwrap(),
                    "x-weiyang-signature" => signature = value.to_owned(),
                    "authorization" => authorization = value.to_owned(),
                    _ => {}
                }
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.unwrap();
        let state = self.answers.lock().await.pop().unwrap_or(200);
        if state == 200 {
            let body = String::from_utf8(body).unwrap();
            self.posted.lock().await.push(Posted { signature, authorization, body });
        }
        let head = match state {
            302 => "302 Found\r\nlocation: http://127.0.0.1:1/".to_owned(),
            state => format!("{state} said"),
        };
        let answer = format!("HTTP/1.1 {head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let _ = stream.get_mut().write_all(answer.as_bytes()).await;
    }
}
