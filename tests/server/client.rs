//! A small HTTP/1.1 client over plain sockets: it shows every byte that came.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// The longest that a test waits for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// The JSON of an answer that must be 200.
    #[track_caller]
    pub(crate) fn ok(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        self.json()
    }

    /// Asserts a failure that says why; gives its JSON.
    #[track_caller]
    pub(crate) fn fails(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        let json = self.json();
        assert!(
            json["why"].as_str().is_some_and(|why| why.len() > 10),
            "{self:?}"
        );
        json
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Sends a request with exactly these headers and reads the whole answer.
pub(crate) fn raw(
    addr: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    answer(open(addr, method, path, headers, body))
}

fn answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // A server that refuses early may reset the rest of a large body.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("{text}"));
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap();
    let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
    let body = if chunked {
        unchunk(body)
    } else {
        body.to_owned()
    };
    Answer {
        status,
        head: head.to_owned(),
        body,
    }
}

/// Sends a body in chunks, as it is.
pub(crate) fn chunked(
    addr: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut stream = TcpStream::connect_timeout(&addr, PATIENCE).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut head = format!("POST {path} HTTP/1.1\r\nConnection: close\r\nHost: {addr}\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    let _ = stream.write_all(body);
    answer(stream)
}

fn open(
    addr: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> TcpStream {
    let mut stream = TcpStream::connect_timeout(&addr, PATIENCE).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    if !headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("host"))
    {
        head += &format!("Host: {addr}\r\n");
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if !body.is_empty() || method == "POST" {
        head += &format!("Content-Length: {}\r\n", body.len());
    }
    head += "\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let _ = stream.write_all(body);
    stream
}

fn unchunk(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole += &rest[..size];
        body = &rest[size + 2..];
    }
    whole
}

/// Somebody who talks to a room.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) addr: SocketAddr,
    pub(crate) room: String,
    pub(crate) token: Option<String>,
    pub(crate) player: String,
    pub(crate) sent: std::sync::Arc<std::sync::atomic::AtomicU32>,
}

impl Client {
    pub(crate) fn new(addr: SocketAddr, room: &str, token: Option<&str>) -> Self {
        Self {
            addr,
            room: room.to_owned(),
            token: token.map(str::to_owned),
            player: String::new(),
            sent: Default::default(),
        }
    }

    /// Somebody new of another job.
    pub(crate) fn join(&self, name: &str, family: &str, part: &str, pass: Option<&str>) -> Self {
        let key = format!("key-of-{name}-0123456789");
        let mut body = json!({"name": name, "family": family, "part": part, "key": key});
        if let Some(pass) = pass {
            body["pass"] = json!(pass);
        }
        let joined = Self {
            token: None,
            ..self.clone()
        }
        .post("join", &body)
        .ok();
        Self {
            token: Some(joined["token"].as_str().unwrap().to_owned()),
            player: joined["player"].as_str().unwrap().to_owned(),
            sent: Default::default(),
            ..self.clone()
        }
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        let slash = if rest.is_empty() { "" } else { "/" };
        format!("/api/rooms/{}{slash}{rest}", self.room)
    }

    pub(crate) fn get(&self, rest: &str) -> Answer {
        let auth = self.auth();
        raw(
            self.addr,
            "GET",
            &self.path(rest),
            &headers(&auth, &[]),
            b"",
        )
    }

    pub(crate) fn post(&self, rest: &str, body: &Value) -> Answer {
        let auth = self.auth();
        let headers = headers(&auth, &[("Content-Type", "application/json")]);
        raw(
            self.addr,
            "POST",
            &self.path(rest),
            &headers,
            body.to_string().as_bytes(),
        )
    }

    /// A key that was not used before.
    pub(crate) fn key(&self) -> String {
        let n = self.sent.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        format!("k{n}")
    }

    /// A host's verb.
    pub(crate) fn host(&self, verb: Value) -> Answer {
        self.post("host", &json!({"key": self.key(), "verb": verb}))
    }

    /// A command.
    pub(crate) fn command(&self, command: Value) -> Answer {
        self.post("moves", &json!({"key": self.key(), "command": command}))
    }

    /// A move in words, in the war room.
    pub(crate) fn say(&self, text: &str) -> Answer {
        self.command(json!({"do": "play", "move": {"kind": "say"}, "text": text}))
    }

    /// Opens the stream, from a place if one is named.
    pub(crate) fn stream(&self, query: &str) -> Stream {
        let auth = self.auth();
        let path = self.path(&format!("events{query}"));
        let stream = open(self.addr, "GET", &path, &headers(&auth, &[]), b"");
        Stream::new(stream)
    }

    fn auth(&self) -> String {
        self.token
            .as_ref()
            .map(|token| format!("Bearer {token}"))
            .unwrap_or_default()
    }
}

fn headers<'a>(auth: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = more.to_vec();
    if !auth.is_empty() {
        all.push(("Authorization", auth));
    }
    all
}

/// One event of a stream.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) id: Option<u64>,
    pub(crate) data: Value,
}

/// An open stream. Dropping it closes the connection.
pub(crate) struct Stream {
    from: BufReader<TcpStream>,
    pub(crate) head: String,
    /// Everything that came so far.
    pub(crate) bytes: String,
    chunk: usize,
}

impl Stream {
    fn new(stream: TcpStream) -> Self {
        let mut from = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(from.read_line(&mut head).unwrap() > 0, "{head}");
        }
        Self {
            from,
            head,
            bytes: String::new(),
            chunk: 0,
        }
    }

    pub(crate) fn status(&self) -> u16 {
        self.head
            .split(' ')
            .nth(1)
            .and_then(|s| s.parse().ok())
            .unwrap()
    }

    /// One line of the body; none at its end.
    fn line(&mut self) -> Option<String> {
        let mut line = Vec::new();
        loop {
            if self.chunk == 0 {
                let mut size = String::new();
                self.from.read_line(&mut size).ok().filter(|n| *n > 0)?;
                self.chunk = usize::from_str_radix(size.trim(), 16)
                    .ok()
                    .filter(|n| *n > 0)?;
            }
            let mut byte = [0];
            self.from.read_exact(&mut byte).ok()?;
            self.chunk -= 1;
            if self.chunk == 0 {
                let mut end = [0; 2];
                self.from.read_exact(&mut end).ok()?;
            }
            line.push(byte[0]);
            if byte[0] == b'\n' {
                let line = String::from_utf8(line).unwrap();
                self.bytes += &line;
                return Some(line.trim_end().to_owned());
            }
        }
    }

    /// The next event; none when the stream has ended.
    pub(crate) fn next(&mut self) -> Option<Event> {
        let mut event = Event {
            name: String::new(),
            id: None,
            data: Value::Null,
        };
        loop {
            let line = self.line()?;
            match line.split_once(':') {
                None if line.is_empty() && !event.name.is_empty() => return Some(event),
                Some(("event", name)) => event.name = name.trim().to_owned(),
                Some(("id", id)) => event.id = id.trim().parse().ok(),
                Some(("data", data)) => event.data = serde_json::from_str(data.trim()).unwrap(),
                _ => {}
            }
        }
    }

    /// The next event of a name for which `is` holds.
    #[track_caller]
    pub(crate) fn until(&mut self, name: &str, is: impl Fn(&Value) -> bool) -> Event {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let event = self
                .next()
                .unwrap_or_else(|| panic!("no {name}; so far:\n{}", self.bytes));
            if event.name == name && is(&event.data) {
                return event;
            }
        }
        panic!("no {name} in time; so far:\n{}", self.bytes)
    }
}
