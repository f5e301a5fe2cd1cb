import Gateways

print(GatewayKind.apns.rawValue)
