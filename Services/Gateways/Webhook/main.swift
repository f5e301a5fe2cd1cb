import Gateways

await GatewayMain.run(.webhook)
