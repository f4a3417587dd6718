//! Article 33: while nodes are replaced one after the other, two versions work on one database. The version
//! to come is made here: its migration adds a column to every table, and a table.

use acceptance::{District, Ground, Store};
use tokio::process::Command;

use super::backups::{is_there, write};

/// What a migration of an expanding version does, as its own program would note it.
const TO_COME: &str = "DO $$ DECLARE one TEXT; BEGIN \
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP \
    EXECUTE format('ALTER TABLE %I ADD COLUMN of_a_version_to_come TEXT', one); END LOOP; END $$; \
    CREATE TABLE of_a_version_to_come (id BIGINT PRIMARY KEY); \
    INSERT INTO migrations (name, digest, ran_at) VALUES ('99990101000000_to_come', '00', 0);";

async fn sql(district: &District, statements: &str) {
    let database = district.database.as_deref().unwrap();
    let mut command = Command::new("psql");
    command.args([database, "-q", "-v", "ON_ERROR_STOP=1", "-c", statements]);
    let said = command.output().await.unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

/// Writes, signs, publishes, withdraws and answers: rows of many tables are read, changed and removed.
async fn a_day_of_work(district: &District, day: &str) {
    for round in ["上午", "下午"] {
        let title = format!("{day}{round}路灯不亮");
        let letter = write(district, &title, "现场记录").await;
        is_there(district, &letter, &title, "现场记录").await;
        let title = format!("{day}{round}升级公告");
        let (paper, path) = district.publish(crate::TZGG, "notices", &title, "<p>正文。</p>").await;
        let clerk = district.staff("jyj.bianji").await;
        let answer = clerk.revise(&paper, &format!("{title}（修订）"), "<p>改过。</p>").await;
        assert!(answer.status < 400, "{}", answer.words());
        assert_eq!(district.visitor().get(&path).await.status, 200);
        let publisher = district.staff("qzfb.fabu").await;
        let form = publisher.open(&format!("/documents/{}/withdrawals/new", paper.key)).await;
        let form = form.form_with("public_sees").set("public_sees", "gone");
        publisher.submit(form.set("reason", "内容过时")).await;
        assert_eq!(district.visitor().get(&path).await.status, 410);
    }
    district.run_jobs().await;
    district.assert_no_fault();
}

#[tokio::test]
async fn article_33_nodes_of_the_old_version_work_on_while_a_new_one_migrates() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let Some(ground) = Ground::new(Store::Postgres).await else { return };
    let district = ground.start(&[]).await;
    // Twice, so that every connection has asked before.
    a_day_of_work(&district, "周一").await;
    a_day_of_work(&district, "周二").await;
    sql(&district, TO_COME).await;
    a_day_of_work(&district, "周三").await;

    // A node of the old version may have to start again; its commands would leave the new table out.
    district.server.stop().await;
    let district = district.again().await;
    assert!(district.log().contains("99990101000000_to_come"), "the log says nothing of it");
    a_day_of_work(&district, "周四").await;
    let shelf = tempfile::tempdir().unwrap();
    let shelf = shelf.path().to_str().unwrap();
    let refused = district.command(&["backup", shelf]).await;
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success(), "{words}");
    assert!(words.contains("newer than this program") && words.contains("to_come"), "{words}");

    // What both wrote fits the journal, with the new column or without it.
    sql(&district, "DELETE FROM migrations WHERE name = '99990101000000_to_come'").await;
    let audit = district.command(&["audit", "verify"]).await;
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stdout));
}
