import Console

print(Role.allCases.count)
