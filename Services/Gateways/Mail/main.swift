import Gateways

await GatewayMain.run(.mail)
