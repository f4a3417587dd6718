//! Article 33: a node that is told to stop takes nobody new and finishes what is under way.

use std::time::Duration;

use acceptance::{on_both_alone, on_both_set};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[test]
fn article_33_a_node_told_to_stop_finishes_what_is_under_way() {
    on_both_alone(async |district| {
        let address = district.console.trim_start_matches("http://").to_owned();
        let ready = district.visitor().get("/readyz").await;
        assert_eq!((ready.status, ready.text.as_str()), (200, "ready\n"));

        // Somebody's form is still being sent when the node is told to stop.
        let body = "login=nobody&password=nothing";
        let mut sending = TcpStream::connect(&address).await.unwrap();
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        sending.write_all(head.as_bytes()).await.unwrap();
        // Somebody has come and not asked yet.
        let mut hesitating = TcpStream::connect(&address).await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;

        let stopping = district.server.stop();
        let asking = async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            assert!(TcpStream::connect(&address).await.is_err(), "nobody new is taken");
            let ask = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\n\r\n");
            hesitating.write_all(ask.as_bytes()).await.unwrap();
            let mut answer = String::new();
            hesitating.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
            assert!(answer.ends_with("not ready: draining\n"), "{answer}");
            sending.write_all(body.as_bytes()).await.unwrap();
            let mut answer = String::new();
            sending.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
        };
        tokio::join!(stopping, asking);
    });
}

#[test]
fn article_33_a_node_lingers_until_a_balancer_has_seen_that_it_goes() {
    on_both_set(&[("WEIYANG_STOPPING__LINGER_SECONDS", "6")], async |district| {
        // Each of its own connections: the balancer, and whoever it still sends. Made before, which takes its time.
        let (balancer, guest) = (district.visitor(), district.visitor());
        let stopping = district.server.stop();
        let asking = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let ready = balancer.get("/readyz").await;
            assert_eq!((ready.status, ready.text.as_str()), (503, "not ready: draining\n"));
            assert_eq!(guest.get("/").await.status, 200);
        };
        tokio::join!(stopping, asking);
        assert!(district.visitor().try_get("/readyz").await.is_err(), "it has gone");
        let log = district.log();
        assert!(log.contains("still answering") && log.contains("no new connections"), "{log}");
    });
}
