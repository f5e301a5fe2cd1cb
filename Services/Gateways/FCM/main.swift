import Gateways

print(GatewayKind.fcm.rawValue)
