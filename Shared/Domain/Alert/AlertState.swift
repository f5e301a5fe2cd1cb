/// How an alert stands: the latest message of its thread, and what people did with it.
public struct AlertState: Hashable, Sendable {
    /// The latest message.
    public var alert: Alert
    /// Seconds since 1970: the first message.
    public var raised: Int64
    /// Messages so far.
    public var messages: UInt32
    /// Seconds since 1970; nil where nobody did, or it was reopened since.
    public var acknowledged: Int64?
    /// A role; empty where nobody did.
    public var acknowledgedBy: String
    /// The team it was given to; empty for none.
    public var team: String
    /// What operators think of it.
    public var answer: AlertAction.Answer
    /// Gateways that said what became of the latest message.
    public var gateways: UInt32
    /// Of the latest message.
    public var devices: DeviceCounts

    /// A state with all it says.
    public init(
        alert: Alert, raised: Int64, messages: UInt32 = 1, acknowledged: Int64? = nil, acknowledgedBy: String = "", team: String = "",
        answer: AlertAction.Answer = .unspecified, gateways: UInt32 = 0, devices: DeviceCounts = DeviceCounts()
    ) {
        self.alert = alert
        self.raised = raised
        self.messages = messages
        self.acknowledged = acknowledged
        self.acknowledgedBy = acknowledgedBy
        self.team = team
        self.answer = answer
        self.gateways = gateways
        self.devices = devices
    }
}
