//! Asking a virus scanner: clamd's `INSTREAM`, over a local socket or TCP.

use std::path::PathBuf;
use std::time::Duration;

use platform::{Fault, FaultContext};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

/// How long a scan may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// Bytes sent at once.
const PIECE: usize = 64 << 10;
/// The longest answer that is read.
const LONGEST_ANSWER: u64 = 4 << 10;

/// What the scanner says of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// This was found.
    Infected(String),
}

/// A clamd.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// `unix:/run/clamav/clamd.ctl`
    Local(PathBuf),
    /// `tcp:127.0.0.1:3310`
    Tcp(String),
}

impl Scanner {
    /// Reads an address as the settings spell it.
    pub fn at(address: &str) -> Result<Self, Fault> {
        match address.split_once(':') {
            Some(("unix", path)) => Ok(Self::Local(PathBuf::from(path))),
            Some(("tcp", host)) => Ok(Self::Tcp(host.to_owned())),
            _ => Err(Fault::new(format!("{address} is no address of a scanner: unix:… or tcp:…"))),
        }
    }

    /// Has a content scanned. A scanner that can't be reached, breaks off or refuses is a fault.
    pub async fn scan(&self, content: &[u8]) -> Result<Verdict, Fault> {
        let asked = async {
            match self {
                Self::Local(path) => {
                    ask(UnixStream::connect(path).await.doing("reach the scanner")?, content).await
                }
                Self::Tcp(host) => {
                    ask(TcpStream::connect(host).await.doing("reach the scanner")?, content).await
                }
            }
        };
        let answer =
            tokio::time::timeout(PATIENCE, asked).await.doing("wait for the scanner")??;
        verdict(&answer)
    }
}

async fn ask(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    content: &[u8],
) -> Result<String, Fault> {
    let doing = "send a content to the scanner";
    stream.write_all(b"zINSTREAM\0").await.doing(doing)?;
    for piece in content.chunks(PIECE) {
        let length = u32::try_from(piece.len()).doing(doing)?.to_be_bytes();
        // A scanner that has seen enough answers and closes: its answer says why.
        if stream.write_all(&length).await.is_err() || stream.write_all(piece).await.is_err() {
            break;
        }
    }
    let _ = stream.write_all(&0_u32.to_be_bytes()).await;
    let _ = stream.flush().await;
    let mut answer = Vec::new();
    let read = stream.take(LONGEST_ANSWER).read_to_end(&mut answer).await;
    read.doing("read the scanner's answer")?;
    Ok(String::from_utf8_lossy(&answer).trim_end_matches('\0').trim().to_owned())
}

/// `stream: OK`, `stream: Eicar-Signature FOUND`, or a sentence that ends with `ERROR`.
fn verdict(answer: &str) -> Result<Verdict, Fault> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    if said == "OK" {
        return Ok(Verdict::Clean);
    }
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Verdict::Infected(name.to_owned())),
        None => Err(Fault::new(format!("the scanner answered {answer:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::UnixListener;

    use super::*;

    /// A scanner that speaks the protocol: it finds the word VIRUS and takes no more than a megabyte.
    fn scanner(path: &std::path::Path) {
        let listener = UnixListener::bind(path).unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut command = [0; 10];
                stream.read_exact(&mut command).await.unwrap();
                assert_eq!(&command, b"zINSTREAM\0");
                let mut content = Vec::new();
                loop {
                    let length = stream.read_u32().await.unwrap() as usize;
                    if length == 0 {
                        break;
                    }
                    let start = content.len();
                    content.resize(start + length, 0);
                    stream.read_exact(&mut content[start..]).await.unwrap();
                    if content.len() > 1 << 20 {
                        break;
                    }
                }
                let answer: &[u8] = if content.len() > 1 << 20 {
                    b"INSTREAM size limit exceeded. ERROR\0"
                } else if content.windows(5).any(|five| five == b"VIRUS") {
                    b"stream: Test.Virus FOUND\0"
                } else {
                    b"stream: OK\0"
                };
                stream.write_all(answer).await.unwrap();
            }
        });
    }

    #[tokio::test]
    async fn clean_infected_too_large_and_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clamd.ctl");
        scanner(&path);
        let clamd = Scanner::at(&format!("unix:{}", path.display())).unwrap();
        let long = [b"a".repeat(200_000), b"VIRUS".to_vec()].concat();
        assert_eq!(clamd.scan(b"harmless").await.unwrap(), Verdict::Clean);
        assert_eq!(clamd.scan(&long).await.unwrap(), Verdict::Infected("Test.Virus".into()));
        assert!(clamd.scan(&b"a".repeat(3 << 20)).await.is_err());
        let away = Scanner::at("unix:/nowhere/clamd.ctl").unwrap();
        assert!(away.scan(b"x").await.is_err());
        assert!(Scanner::at("/run/clamd").is_err());
    }
}
