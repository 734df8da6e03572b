# The same phones with the generic REST provider. It cannot send a tag: Webex's POST takes none, and the provider knows no
# request after it. So it does less than the other columns, and has nothing to repair when a tag drifts. The phones
# themselves are written by ../stacks.ts, one block each: a for_each over a thousand of them is much slower.

terraform {
  required_providers {
    restapi = {
      source = "Mastercard/restapi"
    }
  }
}

variable "base_url" {
  type = string
}

variable "access_token" {
  type      = string
  sensitive = true
}

provider "restapi" {
  uri                   = var.base_url
  bearer_token          = var.access_token
  create_returns_object = true
}
