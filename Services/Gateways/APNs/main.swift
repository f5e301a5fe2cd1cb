import Gateways

await GatewayMain.run(.apns)
