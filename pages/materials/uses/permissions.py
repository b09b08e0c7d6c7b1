"""Who may do what with told uses: staff tell them on the site, editors look at them in the admin."""

from integrations.liboppi.permissions import ImportedModelPermissionPolicy

from .models import MaterialUse

use_policy = ImportedModelPermissionPolicy(MaterialUse, ["change", "delete"])
