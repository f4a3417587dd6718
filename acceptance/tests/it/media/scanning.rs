//! Articles 13, 36: whoever brings a file, and wherever to, the virus scanner sees it before it is kept.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use acceptance::on_both_set;

use super::bring;
use crate::TZGG;
use crate::interaction::letters::filled;

/// A scanner as clamd is: it finds the word 病毒样本.
fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut command = [0; 10];
    stream.read_exact(&mut command)?;
    let mut content = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 {
            break;
        }
        let start = content.len();
        content.resize(start + length, 0);
        stream.read_exact(&mut content[start..])?;
    }
    let infected = String::from_utf8_lossy(&content).contains("病毒样本");
    stream.write_all(if infected { b"stream: Test.Virus FOUND\0" } else { b"stream: OK\0" })
}

#[test]
fn article_36_no_file_is_kept_that_the_scanner_has_not_seen() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("tcp:{}", listener.local_addr().unwrap());
    let away = Arc::new(AtomicBool::new(false));
    let is_away = away.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if !is_away.load(Ordering::Relaxed) {
                let _ = answer(stream);
            }
        }
    });
    on_both_set(&[("WEIYANG_UPLOADS__CLAMD", &address)], async |district| {
        away.store(false, Ordering::Relaxed);
        // A stranger's letter.
        let visitor = district.visitor();
        let form = filled(&visitor, &district.unique("路灯坏了半月")).await;
        let sick = form.clone().file("files", "说明.txt", "病毒样本");
        let refused = visitor.send(sick).await;
        assert_eq!(refused.status, 422, "{}", refused.words());
        assert!(refused.words().contains("查出病毒"), "{}", refused.words());
        // A document's attachment, and a file that is brought while somebody writes.
        let clerk = district.staff("jyj.bianji").await;
        let blank = clerk.blank(TZGG, "notices").await.form_with("title");
        let with = blank.clone().set("title", "有附件").set("body_html", "<p>正文。</p>");
        let refused = clerk.send(with.file("attachments", "附表.txt", "病毒样本")).await;
        assert_eq!(refused.status, 422, "{}", refused.words());
        assert!(refused.words().contains("查出病毒"), "{}", refused.words());
        // The library.
        let refused = bring(&clerk, vec![("资料.txt", "病毒样本".into())], &[]).await;
        assert!(refused.words().contains("查出病毒"), "{}", refused.words());

        // While the scanner is away nothing is taken, and nothing typed is lost.
        away.store(true, Ordering::Relaxed);
        let clean = form.clone().file("files", "说明.txt", "路灯在路口东侧。");
        let waits = visitor.send(clean.clone()).await;
        assert_eq!(waits.status, 422, "{}", waits.words());
        assert!(waits.words().contains("暂时无法检查"), "{}", waits.words());
        assert_eq!(waits.form("/mailbox/new").value("name"), "程望舒");
        away.store(false, Ordering::Relaxed);
        let taken = visitor.send(clean).await;
        assert_eq!(taken.status, 200, "{}", taken.words());
        district.assert_no_fault();
    });
}
