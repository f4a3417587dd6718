//! A wire between the product and its database that can be cut.

use std::sync::Arc;

use measuring::trouble::{Doing, Outcome};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The wire.
pub struct Relay {
    /// The port that stands for the database's.
    pub port: u16,
    whole: Arc<watch::Sender<bool>>,
}

impl Relay {
    /// A whole wire to an address.
    pub async fn to(address: String) -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.doing("open a relay")?;
        let port = listener.local_addr().doing("open a relay")?.port();
        let whole = Arc::new(watch::channel(true).0);
        let own = whole.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Whoever comes while it is cut is sent away.
                if *own.borrow() {
                    tokio::spawn(carry(stream, address.clone(), own.subscribe()));
                }
            }
        });
        Ok(Self { port, whole })
    }

    /// Cuts it: every connection ends.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    /// Mends it.
    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}

async fn carry(mut near: TcpStream, address: String, mut whole: watch::Receiver<bool>) {
    let Ok(mut far) = TcpStream::connect(address).await else { return };
    tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
        _ = whole.wait_for(|whole| !whole) => {}
    }
}
