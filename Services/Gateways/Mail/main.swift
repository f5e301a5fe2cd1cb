import Gateways

print(GatewayKind.mail.rawValue)
