import Gateways

await GatewayMain.run(.fcm)
