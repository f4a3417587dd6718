//! A wire between the product and its database that can be cut, and led elsewhere.

use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Where the wire leads.
#[derive(Clone, Debug)]
struct Wire {
    whole: bool,
    address: String,
}

/// The wire.
pub struct Relay {
    /// The port that stands for the database's.
    pub port: u16,
    wire: Arc<watch::Sender<Wire>>,
}

impl Relay {
    /// A whole wire to the server that a database's address names, and the database's address over it.
    pub async fn before(database: &str) -> std::io::Result<(Self, String)> {
        let parts = database.split_once('@').and_then(|(head, rest)| {
            rest.split_once('/').map(|(address, name)| (head, address, name))
        });
        let (head, address, name) =
            parts.ok_or_else(|| std::io::Error::other("no server is named"))?;
        let relay = Self::to(address.to_owned()).await?;
        let near = format!("{head}@127.0.0.1:{}/{name}", relay.port);
        Ok((relay, near))
    }

    /// A whole wire to an address.
    pub async fn to(address: String) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let wire = Arc::new(watch::channel(Wire { whole: true, address }).0);
        let own = wire.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Whoever comes while it is cut is sent away.
                let Wire { whole, address } = own.borrow().clone();
                if whole {
                    tokio::spawn(carry(stream, address, own.subscribe()));
                }
            }
        });
        Ok(Self { port, wire })
    }

    /// Cuts it: every connection ends.
    pub fn cut(&self) {
        self.wire.send_modify(|wire| wire.whole = false);
    }

    /// Mends it.
    pub fn mend(&self) {
        self.wire.send_modify(|wire| wire.whole = true);
    }

    /// Mends it to another address.
    pub fn turn(&self, address: String) {
        self.wire.send_replace(Wire { whole: true, address });
    }
}

async fn carry(mut near: TcpStream, address: String, mut wire: watch::Receiver<Wire>) {
    let Ok(mut far) = TcpStream::connect(address).await else { return };
    tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
        _ = wire.wait_for(|wire| !wire.whole) => {}
    }
}
