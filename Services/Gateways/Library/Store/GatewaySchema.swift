internal import GRDB

/// The tables of a gateway's state.
enum GatewaySchema {
    static let configuration: Configuration = {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            // What is committed is on disk: an alert that was taken is not lost with the power.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }()

    /// - `cursor`: where the subscription goes on.
    /// - `alert`: what was taken; kept after its end so that it is not taken twice.
    /// - `delivery`: what waits, in the order in which it came; `lane`: when an endpoint is to be tried again.
    /// - `dead`: what was given up.
    static let statements = """
        CREATE TABLE IF NOT EXISTS cursor (
          id INTEGER PRIMARY KEY CHECK (id = 1), journal BLOB NOT NULL, sequence INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS alert (
          number INTEGER PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL, expires INTEGER NOT NULL, taken INTEGER NOT NULL,
          always INTEGER NOT NULL, remaining INTEGER NOT NULL, delivered INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
          expired INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0, acknowledged INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX IF NOT EXISTS alert_done ON alert (number) WHERE remaining = 0 AND acknowledged = 0;
        CREATE TABLE IF NOT EXISTS delivery (
          endpoint TEXT NOT NULL, number INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (endpoint, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS lane (endpoint TEXT PRIMARY KEY, due INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS lane_due ON lane (due);
        CREATE TABLE IF NOT EXISTS dead (
          id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, identifier TEXT NOT NULL, bytes BLOB NOT NULL, attempts INTEGER NOT NULL,
          reason TEXT NOT NULL, time INTEGER NOT NULL);
        """
}
