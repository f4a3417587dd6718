//! Two equal nodes behind nginx, over one database and one store of files.

use measuring::process::free_port;
use measuring::trouble::{Doing, Outcome};

use crate::proxy::Proxy;
use crate::victim::{Place, Victim};

/// Where the nodes live, each on ports of its own, and what visitors reach.
pub struct TwoNodes {
    /// Their places.
    pub places: [Place; 2],
    proxy: Proxy,
}

impl TwoNodes {
    /// Starts both on the database that a place names. From then on the place stands for the proxy; its
    /// console is the first node's.
    pub async fn start(place: &mut Place) -> Outcome<(Self, [Victim; 2])> {
        let shared = place.folder.with_extension("shared");
        let files = [
            ("WEIYANG_FILES__STORE".to_owned(), "folder".to_owned()),
            ("WEIYANG_FILES__PATH".to_owned(), shared.display().to_string()),
        ];
        place.settings.extend(files);
        let first = place.start().await?;
        let second = Place {
            folder: place.folder.with_extension("second"),
            public: free_port()?,
            console: free_port()?,
            ..place.clone()
        };
        std::fs::create_dir_all(&second.folder).doing("make the second node's folder")?;
        let secret = |place: &Place| place.folder.join("secret.key");
        std::fs::copy(secret(place), secret(&second)).doing("give both nodes one secret")?;
        let victims = [first, second.start().await?];
        let places = [place.clone(), second];
        let folder = place.folder.with_extension("nginx");
        place.public = free_port()?;
        let ports = [places[0].public, places[1].public];
        let proxy = Proxy::start(&folder, place.public, &ports).await?;
        Ok((Self { places, proxy }, victims))
    }

    /// Nobody needs the proxy any more.
    pub async fn stop(self) -> Outcome {
        self.proxy.stop().await
    }
}
